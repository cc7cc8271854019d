"""How do published weights become the file that Inkling runs? Safetensors in, a row-wise int8 ONNX graph out.

Runs when a wheel is built, never on the computer of the person who searches. It needs NumPy and `onnx` alone; only the
comparison with the golden vectors runs the result once.
"""
