/// An application with Weir inside. Sources and further domains are found as services.
module org.example.report {
  requires dev.weir.core;
  requires dev.weir.domain.cleaning;
  requires dev.weir.domain.stats;
}
