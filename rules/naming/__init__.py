"""What bodies and places are called, in the register and in prose."""
