"""What the records come to: figures for supervisors, gaps for curators, calls handed on."""
