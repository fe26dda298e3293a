def on_start(container):
    print "started"
    print container
    exec "code"
    try:
        raise ValueError, "text"
    except ValueError, error:
        print >>log, error
    if container <> None:
        x = 0777
        y = ur"text"
    return `x`
