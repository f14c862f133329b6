"""Lints contracts with datacontract-cli: one line for each that it refuses, with the reasons."""

import logging
import sys

from datacontract.data_contract import DataContract

logging.disable(logging.CRITICAL)
for file in sys.argv[1:]:
    run = DataContract(data_contract_file=file).lint()
    if run.result.value != "passed":
        print(file, [check.reason for check in run.checks if check.result.value != "passed"])
print("linted", len(sys.argv) - 1)
