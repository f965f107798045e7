"""站点管理: opening, changing, taking offline, merging and archiving the sites of the cluster (政府网站发展指引 五)."""
