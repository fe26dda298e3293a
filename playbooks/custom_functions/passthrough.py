def passthrough(input_1=None, input_2=None, input_3=None, input_4=None, input_5=None, input_6=None, input_7=None, input_8=None, input_9=None, input_10=None, **kwargs):
    """
    Hands its inputs on, so that later blocks find values of several sources under one name.

    Args:
        input_1 ... input_10: a value or a list of values

    Returns a list:
        *.item: each value, in the order of the inputs; an input that is None gives none
        *.input_name: the input that it came from
    """
    import json

    inputs = [input_1, input_2, input_3, input_4, input_5, input_6, input_7, input_8, input_9, input_10]
    outputs = []
    for number, values in enumerate(inputs, 1):
        if values is None:
            continue
        for value in values if isinstance(values, (list, tuple)) else [values]:
            outputs.append({"item": value, "input_name": f"input_{number}"})
    json.dumps(outputs)  # TypeError for what no later block could read
    return outputs
