"""What the forms about a case hold and say, without widgets: for the screens and for `plain`."""
