/** Erasure of a person from every layer of the lake, and the proof that nothing is left. */
package org.yunhe.jobs.erasure;
