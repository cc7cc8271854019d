"""What does it mean? Text to vectors, offline: a model's card, its verified files, and the encoder over them."""
