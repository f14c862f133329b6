package org.yunhe.ingestion.simulator.care;

/** A group of laboratory items that is ordered together; price in fen. */
public record Panel(String code, String name, String specimen, String specimenName, long price) {}
