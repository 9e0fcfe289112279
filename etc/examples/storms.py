"""Time, place and wind of Atlantic storms: six columns of the file that the first argument names."""
import csv
import sys

print("name,time,lat,long,status,wind")
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    time = f"{row['year']}-{int(row['month']):02}-{int(row['day']):02} {int(row['hour']):02}:00:00"
    print(f"{row['name']},{time},{row['lat']},{row['long']},{row['status']},{row['wind']}")
