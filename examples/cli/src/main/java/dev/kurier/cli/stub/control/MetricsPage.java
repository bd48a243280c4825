package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.look.ClusterFigures;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Writes a cluster's figures in the text format of Prometheus, version 0.0.4. */
final class MetricsPage {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PREFIX = "kurier_stub_";

    private final StringBuilder page = new StringBuilder();

    private MetricsPage() {}

    static String of(ClusterFigures figures) {
        MetricsPage page = new MetricsPage();
        page.gauge("brokers_up", "Brokers that are up.", figures.brokersUp());
        page.gauge("connections", "Connections that are open.", figures.connectionsOpen());
        page.counter("connections_opened_total", "Connections ever opened.", figures.connectionsOpened());
        page.head("requests_total", "Requests received, by API.", "counter");
        figures.requests()
                .forEach((api, count) ->
                        page.line("requests_total", "{api=\"" + api.name().toLowerCase(Locale.ROOT) + "\"}", count));
        page.line("requests_total", "{api=\"unknown\"}", figures.unknownRequests());
        page.counter("received_bytes_total", "Bytes received from clients.", figures.bytesIn());
        page.counter("sent_bytes_total", "Bytes handed to clients.", figures.bytesOut());
        page.head("hang_ups_total", "Connections that the stub has closed, by cause.", "counter");
        figures.hangUps().forEach((cause, count) -> page.line("hang_ups_total", "{cause=\"" + cause + "\"}", count));
        page.counter("fault_hits_total", "How often rules of the fault script have struck.", figures.faultHits());
        page.partitions(figures, "log_bytes", "Bytes of the batches kept.", f -> f.logBytes());
        page.partitions(figures, "records", "Records that can be read.", f -> f.records());
        page.partitions(figures, "log_start_offset", "First offset that can be read.", f -> f.startOffset());
        page.partitions(figures, "log_end_offset", "Offset of the next record.", f -> f.endOffset());
        page.partitions(figures, "leader", "The broker that leads, or -1.", f -> f.leader());
        return page.page.toString();
    }

    private void partitions(
            ClusterFigures figures, String name, String help, ToLongFunction<ClusterFigures.PartitionFigures> value) {
        head(name, help, "gauge");
        for (ClusterFigures.PartitionFigures partition : figures.partitions()) {
            line(
                    name,
                    "{topic=\"" + partition.topic() + "\",partition=\"" + partition.partition() + "\"}",
                    value.applyAsLong(partition));
        }
    }

    private void gauge(String name, String help, long value) {
        head(name, help, "gauge");
        line(name, "", value);
    }

    private void counter(String name, String help, long value) {
        head(name, help, "counter");
        line(name, "", value);
    }

    private void head(String name, String help, String type) {
        page.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        page.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private void line(String name, String labels, long value) {
        page.append(PREFIX)
                .append(name)
                .append(labels)
                .append(' ')
                .append(value)
                .append('\n');
    }
}
