"""The only writes of this room: accounts, consents, people, units, regions, stations."""

from .accounts import Registration, change_password, problems_of, register_citizen, sign_in, sign_out
from .consents import Agent, Principal, record_delegation, revoke_delegation
from .identity import change_citizen_phone, reset_citizen_password
from .lookups import count_failed_lookup
from .people import assign_role, change_staff, dismiss_staff, hire_staff, remove_assignment, reset_password
from .regions import add_region, rename_region, replace_region
from .stations import add_station, add_window, close_window, edit_station, edit_window
from .units import add_unit, edit_unit, merge_unit, rename_unit

__all__ = [
    "Agent",
    "Principal",
    "Registration",
    "add_region",
    "add_station",
    "add_unit",
    "add_window",
    "assign_role",
    "change_citizen_phone",
    "change_password",
    "change_staff",
    "close_window",
    "count_failed_lookup",
    "dismiss_staff",
    "edit_station",
    "edit_unit",
    "edit_window",
    "hire_staff",
    "merge_unit",
    "problems_of",
    "record_delegation",
    "register_citizen",
    "remove_assignment",
    "rename_region",
    "rename_unit",
    "replace_region",
    "reset_citizen_password",
    "reset_password",
    "revoke_delegation",
    "sign_in",
    "sign_out",
]
