"""What is stored, and the transactions that change it. Knows the rules, knows no screen."""
