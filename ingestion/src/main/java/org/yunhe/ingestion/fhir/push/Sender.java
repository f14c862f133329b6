package org.yunhe.ingestion.fhir.push;

/**
 * Who sent a request, as its key or certificate says.
 *
 * @param source source that its records belong to
 * @param orgCode institution that it may write as
 * @param keyId public name of the key
 */
record Sender(String source, String orgCode, String keyId) {}
