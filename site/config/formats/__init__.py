"""How dates are written, in the CMS, in mails and on pages, where Django's own way of a language is not ours."""
