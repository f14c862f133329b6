package org.yunhe.ingestion.simulator.care;

/**
 * A laboratory item of the region.
 *
 * @param loinc LOINC code of the item in its Chinese unit
 * @param panel panel it is ordered with
 * @param factor turns Synthea's value into the Chinese unit
 */
record LabItem(String loinc, String panel, double factor) {}
