package org.yunhe.dashboards.report;

import java.math.BigDecimal;

/**
 * Value of an indicator in one department and the month of the report.
 *
 * @param indicator code of the indicator
 * @param department standard department code, or {@code none}
 * @param numerator sum of the numerators
 * @param denominator sum of the denominators, null for a count
 * @param value value, null where the denominator is 0
 */
record DepartmentValue(
    String indicator,
    String department,
    BigDecimal numerator,
    BigDecimal denominator,
    Double value) {}
