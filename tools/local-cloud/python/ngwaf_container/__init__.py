"""What the AWS scikit-learn container does around a user's script, without the container."""
