"""The county form (县级填报表): what it asks, how a sheet of it is read, and what its numbers come to."""
