package dev.kurier.plugin.headerstamp;

import dev.kurier.api.Header;
import dev.kurier.api.Headers;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.spi.Interceptor;
import java.util.ArrayList;
import java.util.List;

/** Adds headers to each record. May be used by any number of threads. */
final class HeaderStampInterceptor implements Interceptor<Object, Object> {
    private final List<Stamp> stamps;
    private final Existing existing;
    private final TopicChoice topics;

    HeaderStampInterceptor(List<Stamp> stamps, Existing existing, TopicChoice topics) {
        this.stamps = List.copyOf(stamps);
        this.existing = existing;
        this.topics = topics;
    }

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        if (!topics.includes(record.topic())) {
            return record;
        }
        List<Header> headers = new ArrayList<>(record.headers().size() + stamps.size());
        record.headers().forEach(headers::add);
        for (Stamp stamp : stamps) {
            boolean isThere = record.headers().last(stamp.name()) != null;
            if (isThere && existing == Existing.KEEP) {
                continue;
            }
            if (isThere && existing == Existing.REPLACE) {
                headers.removeIf(header -> header.name().equals(stamp.name()));
            }
            headers.add(new Header(stamp.name(), stamp.value().valueFor(record)));
        }
        return record.withHeaders(Headers.copyOf(headers));
    }
}
