import calendar

print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(1999, 2025), calendar.weekday(2024, 2, 29), calendar.monthrange(2023, 2))
print(calendar.monthcalendar(2024, 9))
print(calendar.month(2024, 2), end="")
print(calendar.month(2023, 12, 4, 2), end="")
print(calendar.month_name[1], calendar.month_abbr[12], calendar.day_name[0], calendar.day_abbr[6], list(calendar.month_abbr), list(calendar.day_name), calendar.SUNDAY)
print(calendar.timegm((2024, 1, 2, 3, 4, 5)), calendar.timegm((1969, 12, 31, 23, 59, 59, 0, 0, 0)), calendar.weekheader(3))
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.firstweekday(), calendar.monthcalendar(2024, 6)[0])
print(calendar.month(2024, 6), end="")
for make in [lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(9), lambda: calendar.weekday(2023, 2, 29), lambda: calendar.timegm((2024, 1))]:
    try:
        make()
    except ValueError as e:
        print(type(e).__name__, e)
