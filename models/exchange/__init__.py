"""Files in and out: bundles, NIR reports and downloaded lists."""
