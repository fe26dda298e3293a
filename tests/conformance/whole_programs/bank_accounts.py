# SPDX-License-Identifier: Apache-2.0
import functools, datetime, uuid
from abc import ABC, abstractmethod
from collections import defaultdict, OrderedDict, namedtuple, deque, Counter
from enum import Enum, auto
from typing import Optional, List, Dict


class InsufficientFunds(Exception):
    def __init__(self, balance, amount):
        super().__init__(f"Insufficient funds: balance {balance:.2f}, requested {amount:.2f}")
        self.balance = balance
        self.amount = amount


class AccountType(Enum):
    CHECKING = auto()
    SAVINGS = auto()

    @property
    def label(self):
        return self.name.title()


class Account(ABC):
    _count = 0
    interest_rate: float = 0.01

    def __init__(self, owner: str, balance: float = 0.0):
        self.owner = owner
        self._balance = balance
        self.__history: List[tuple] = []
        Account._count += 1
        self.number = f"ACC{Account._count:05d}"

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("negative balance")
        self._balance = value

    @classmethod
    def count(cls):
        return cls._count

    @staticmethod
    def validate(amount):
        if not isinstance(amount, (int, float)):
            raise TypeError(f"amount must be a number, not {type(amount).__name__}")
        if amount <= 0:
            raise ValueError("amount must be positive")

    def deposit(self, amount):
        self.validate(amount)
        self._balance += amount
        self.__history.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        self.validate(amount)
        if amount > self._balance:
            raise InsufficientFunds(self._balance, amount)
        self._balance -= amount
        self.__history.append(("withdraw", amount))
        return self

    @property
    def history(self):
        return tuple(self.__history)

    @abstractmethod
    def month_end(self): ...

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self._balance:,.2f})"

    def __lt__(self, other):
        return self._balance < other._balance

    def __eq__(self, other):
        return isinstance(other, Account) and self.number == other.number

    def __hash__(self):
        return hash(self.number)


class Savings(Account):
    interest_rate = 0.05

    def month_end(self):
        self._balance *= 1 + self.interest_rate / 12
        return round(self._balance, 2)


class Checking(Account):
    def __init__(self, owner, balance=0.0, *, overdraft=100):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    def withdraw(self, amount):
        try:
            return super().withdraw(amount)
        except InsufficientFunds as e:
            if e.amount - e.balance > self.overdraft:
                raise
            self._balance -= amount
            return self

    def month_end(self):
        return self._balance


try:
    Account("x")
except TypeError as e:
    print(e)

a = Savings("Ann", 1000)
b = Checking("Bob", 50, overdraft=30)
print(a, b, Account.count(), a.number, b.number)
a.deposit(250.5).withdraw(100)
print(a.history, a.month_end())
for amount in (20, 40, 1000, -1, "10", 0):
    try:
        b.withdraw(amount)
        print("ok", b.balance)
    except (InsufficientFunds, ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    a.balance = -5
except ValueError as e:
    print("E:", e)
try:
    a.number2.x
except AttributeError as e:
    print(e)
print(sorted([a, b]), max(a, b), a == b, a != b, len({a, b, a}))
print(AccountType.SAVINGS, AccountType.SAVINGS.label, list(AccountType), AccountType["CHECKING"].value)
print(a._Account__history, [k for k in vars(a)], hasattr(a, "__history"))
print(Savings.__mro__, Savings.__bases__, issubclass(Savings, Account), Account.__abstractmethods__)
print(a.__dict__)
ledger = defaultdict(list)
for acc in (a, b, a):
    ledger[acc.owner].append(acc.number)
print(dict(ledger), ledger)
try:
    raise InsufficientFunds(1, 2) from ValueError("inner")
except InsufficientFunds as e:
    print(repr(e), e.__cause__, e.args)
Point = namedtuple("Point", "x y z", defaults=[0])
p = Point(1, 2)
print(p, p._asdict(), p._replace(x=5), Point._fields, p + (9,), *p)
