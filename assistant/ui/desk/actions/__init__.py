"""What the desk's keys do, by what they do it to: the answer, the caller's conditions, the calls."""
