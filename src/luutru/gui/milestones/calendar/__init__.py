"""The calendar: a month of days, and the agenda of the day that is chosen."""
