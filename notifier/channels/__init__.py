"""The ways by which a notice leaves; one file each, all of them a ``channel.Channel``."""
