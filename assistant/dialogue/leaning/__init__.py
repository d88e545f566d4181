"""What goes on about the reply before: which calculator, whose case, what of it."""
