/// The `seismology` tools for Weir.
module org.example.seismology {
  requires transitive dev.weir.api;
  requires dev.weir.numerics;

  exports org.example.seismology;

  provides dev.weir.api.DomainPlugin with
      org.example.seismology.SeismologyPlugin;
}
