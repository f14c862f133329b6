/** The data dictionary: bilingual pages that browsers open from disk, made of the model files. */
package org.yunhe.models.dictionary;
