namespace Orleans.Configuration;

/// <summary>How calls of a client are carried. The client lives in the silo's process: its calls follow <see cref="SiloMessagingOptions"/>.</summary>
public class ClientMessagingOptions : MessagingOptions;
