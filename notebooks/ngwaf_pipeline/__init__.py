"""What the training notebook works with: jobs, data, registry, endpoint, reports."""
