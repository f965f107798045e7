"""机构与人员: units, people and what they may do, regions with their history, stations and windows."""

from . import people, regions, stations, units

urls = [*people.urls, *regions.urls, *stations.urls, *units.urls]
