"""The brief of a country or a partner: all that was signed, what holds, what is to do; on paper."""
