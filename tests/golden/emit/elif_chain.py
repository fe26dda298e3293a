# A variable of several branches is declared in front of the chain.
def level(score):
    if score > 90:
        name = "critical"
    elif score > 70:
        limit = 80
        name = "high" if score > limit else "medium"
    elif score > 40:
        name = "medium"
    elif score > 10:
        limit = 20
        name = "low" if score > limit else "none"
    else:
        name = "none"
    return name
