def on_start(container):
        x = 1
    y = 2
      z = 3
