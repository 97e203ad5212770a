"""How good the model is on sources and attacks that it never saw; needs the public corpus."""
