def on_start(container):
    if container:
        x = 1
	y = 2
