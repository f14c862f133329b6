package org.yunhe.ingestion.dicom;

/**
 * What an archive answered.
 *
 * @param request path and query of the request
 * @param status HTTP status
 * @param isJson whether it says that it is JSON
 * @param isCut whether it warns that there is more than it gave (PS3.18 8.3.4.4)
 * @param body what came
 */
record Answer(String request, int status, boolean isJson, boolean isCut, byte[] body) {}
