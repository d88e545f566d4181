"""Which entry or calculator is asked for, or that nothing fits."""
