"""The WAF model: from payload texts and request parts to calibrated scores."""
