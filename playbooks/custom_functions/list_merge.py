def list_merge(input_1=None, input_2=None, input_3=None, input_4=None, input_5=None, input_6=None, input_7=None, input_8=None, input_9=None, input_10=None, **kwargs):
    """
    Joins lists to one.

    Args:
        input_1 ... input_10: a list, or a single value

    Returns a list:
        *.item: each element of each list, in the order of the inputs; None is left out
    """
    inputs = [input_1, input_2, input_3, input_4, input_5, input_6, input_7, input_8, input_9, input_10]
    outputs = []
    for values in inputs:
        for value in values if isinstance(values, (list, tuple)) else [values]:
            if value is not None:
                outputs.append({"item": value})
    return outputs
