# SPDX-License-Identifier: Apache-2.0
"""The reference for the runtime: the Playbook API's meaning under CPython, written from its description alone.

A playbook imports `phantom.rules`; everything else here serves that module.
"""
