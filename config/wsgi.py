"""What a WSGI server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from corpus.uploads import worker  # noqa: E402  (models can be imported from here on)

worker.start()  # uploads that a process left when it ended
