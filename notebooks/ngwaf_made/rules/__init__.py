"""What the grammars say: one module a field, rules as text (see `grammar`)."""
