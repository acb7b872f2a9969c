"""Every rule, found by a walk of ``rules.checks``."""

import pkgutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from types import ModuleType

import rules.checks
from rules.rule import Rule, placeholders


class RegistryFault(ValueError):
    """A rule file is not as rule files must be; the message lists every fault."""


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code.

    Raises:
        RegistryFault: a rule file has no ``RULE``, its name does not start with the rule's code,
            two rules share a code, or a message names different placeholders in its languages.
    """
    return collected(rule_modules(rules.checks))


def rule_of(code: str) -> Rule:
    """The rule with that code; KeyError when there is none."""
    for rule in all_rules():
        if rule.code == code:
            return rule
    raise KeyError(code)


def switched_off(disabled: Collection[str] = (), enabled: Collection[str] = ()) -> frozenset[str]:
    """Codes of the rules that are not asked: those disabled, and those off until enabled."""
    off = {rule.code for rule in all_rules() if rule.off_by_default and rule.code not in enabled}
    return frozenset({*off, *disabled})


@lru_cache(maxsize=1)
def codes_for_operator() -> frozenset[str]:
    """Codes of the rules whose findings are gaps of ours: no supervisor is told of them."""
    return frozenset(rule.code for rule in all_rules() if rule.for_operator)


def rule_modules(package: ModuleType) -> Iterator[ModuleType]:
    """The modules of a package and of the packages in it, without the packages themselves."""
    for found in pkgutil.walk_packages(package.__path__, prefix=f"{package.__name__}."):
        if not found.ispkg:
            yield import_module(found.name)


def collected(modules: Iterable[ModuleType]) -> tuple[Rule, ...]:
    """The ``RULE`` of each module, by code.

    Raises:
        RegistryFault: as in ``all_rules``.
    """
    found: dict[str, Rule] = {}
    faults: list[str] = []
    for module in modules:
        rule = getattr(module, "RULE", None)
        if not isinstance(rule, Rule):
            faults.append(f"{module.__name__}: define RULE, a rules.rule.Rule")
            continue
        faults += _faults_of(rule, module, found)
        found.setdefault(rule.code, rule)
    if faults:
        raise RegistryFault("\n".join(faults))
    return tuple(found[code] for code in sorted(found))


def _faults_of(rule: Rule, module: ModuleType, found: Mapping[str, Rule]) -> Iterator[str]:
    file_name = module.__name__.rpartition(".")[2]
    if not file_name.startswith(f"{rule.code.lower()}_"):
        yield f"{module.__name__}: the file name must start with {rule.code.lower()}_"
    if rule.code in found:
        yield f"{module.__name__}: {rule.code} is already the code of {found[rule.code].name}"
    if placeholders(rule.message.zh) != placeholders(rule.message.en):
        yield f"{module.__name__}: the two languages of the message name different placeholders"
