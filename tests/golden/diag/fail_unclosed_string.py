def on_start(container):
    title = "Phishing
    text = """never
ended
