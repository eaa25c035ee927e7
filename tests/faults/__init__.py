"""Crashes, full disks, damaged files and races."""
