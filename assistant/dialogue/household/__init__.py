"""Who is counted: relatives, how many, which of them pays what, and how a later turn changes it."""
