"""The only writes of the room: the white list, sources, rounds, what they brought."""
