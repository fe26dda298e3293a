# SPDX-License-Identifier: Apache-2.0
from typing import Dict, List, NotRequired, Required, TypedDict


class Movie(TypedDict):
    name: str
    year: int


class Series(Movie, total=False):
    seasons: int
    host: Required[str]


class Mixed(TypedDict):
    a: int
    b: NotRequired[str]


m = Movie(name="Alien", year=1979)
print(m, type(m), m["name"], isinstance(m, dict), m == {"name": "Alien", "year": 1979})
print(Movie.__name__, Movie.__annotations__, Movie.__total__)
s = Series(name="x", year=1, seasons=2)
print(s, Series.__total__, sorted(Series.__required_keys__), sorted(Series.__optional_keys__))
print(sorted(Mixed.__required_keys__), sorted(Mixed.__optional_keys__))
Call = TypedDict("Call", {"from": str, "to": str})
print(Call({"from": "a", "to": "b"}), Call.__annotations__)
literal: Movie = {"name": "Brazil", "year": 1985}
print(literal)
movies: List[Movie] = [m, literal]
print([each["year"] for each in movies])
try:
    isinstance(m, Movie)
except TypeError as error:
    print(error)
