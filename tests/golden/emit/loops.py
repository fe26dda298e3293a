def search(rows, wanted):
    for i, (name, value) in enumerate(rows):
        if name == wanted:
            break
        if not value:
            continue
        print(i)
    else:
        print("not found")
    while rows:
        rows.pop()
