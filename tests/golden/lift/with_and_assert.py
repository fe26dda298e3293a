class_names = []


def f(path):
    assert path, "no path"
    with open(path) as file, open("b"):
        return file.read()
