/**
 * The smallest complete connector, the pattern for a new one: a system that gives its changes as
 * JSON lines over HTTP.
 */
package org.yunhe.ingestion.example;
